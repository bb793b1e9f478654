// Front matter checked while typing, by the schema that `builder check` goes by. Read by the Remark extension of
// VS Code and by remark-language-server, which other editors run; `npm install` brings what is named here.
import schema from '@julian_cataldo/remark-lint-frontmatter-schema'
import frontmatter from 'remark-frontmatter'

export default {
  plugins: [
    [frontmatter, 'yaml'],
    [schema, {schemas: {'builder/data/front_matter.schema.json': ['./docs/**/*.md']}}],
  ],
}
