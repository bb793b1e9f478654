// The language server of Remark, with the options that its extension for VS Code gives it.
import {createUnifiedLanguageServer} from 'unified-language-server'

createUnifiedLanguageServer({
  configurationSection: 'remark',
  ignoreName: '.remarkignore',
  packageField: 'remarkConfig',
  pluginPrefix: 'remark',
  plugins: [],
  processorName: 'remark',
  processorSpecifier: 'remark',
  rcName: '.remarkrc',
})
