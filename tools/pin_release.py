"""`make release`: what the builder needs, by pip's own choice under `constraints.txt`, each file with its hash.

Reads pip's report of an installation that is not made (`pip install --dry-run --report`) and prints lines for
`pip install --require-hashes`. The hashes are those of the files for the kind of machine that it runs on, and of no
other: a release is made where it is to run.
"""

import json
import sys
import tomllib
from pathlib import Path


def main() -> None:
    """From standard input to standard output; with `--needs` what pip is to be asked for, on one line."""
    if sys.argv[1:] == ["--needs"]:
        project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text())["project"]
        sys.stdout.write(" ".join(one.replace(" ", "") for one in project["dependencies"]) + "\n")
        return
    report = json.load(sys.stdin)
    rows = []
    for one in report["install"]:
        name, version = one["metadata"]["name"].lower().replace("_", "-"), one["metadata"]["version"]
        digest = one["download_info"]["archive_info"]["hashes"]["sha256"]
        rows.append(f"{name}=={version} \\\n    --hash=sha256:{digest}\n")
    sys.stdout.write("".join(sorted(rows)))


main()
