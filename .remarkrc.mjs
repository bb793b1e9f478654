// Front matter checked while typing, by the schema that `builder check` goes by. Read by the Remark extension of
// VS Code and by remark-language-server, which other editors run; `npm install` brings what is named here.
import schema from '@julian_cataldo/remark-lint-frontmatter-schema'
import frontmatter from 'remark-frontmatter'

// The checker says where a fault stands under a name that language servers no longer read: all would be in line 1.
const placed = () => (_tree, file) => {
  for (const message of file.messages) message.place ??= message.position
}

export default {
  plugins: [
    [frontmatter, 'yaml'],
    [schema, {schemas: {'builder/data/front_matter.schema.json': ['./docs/**/*.md']}}],
    placed,
  ],
}
