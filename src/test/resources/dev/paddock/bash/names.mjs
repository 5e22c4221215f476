// Reads JSON strings, one a line, as shell text; writes for each a JSON line: the names of its commands as a second parser sees
// them, sorted, or null where it finds an error.
import { createInterface } from 'node:readline'
import { parse } from 'unbash'

const literal = (word) => word !== undefined && word.parts === undefined && !/[*?[~\\'"]/.test(word.text)

// Words keep their parts behind getters, so plain fields are not enough.
const fields = (node) => {
  const names = new Set(Object.keys(node))
  for (let shape = Object.getPrototypeOf(node); shape && shape !== Object.prototype; shape = Object.getPrototypeOf(shape)) {
    for (const [name, field] of Object.entries(Object.getOwnPropertyDescriptors(shape))) if (field.get) names.add(name)
  }
  return [...names]
}

const collect = (node, names, seen) => {
  if (node === null || typeof node !== 'object' || seen.has(node)) return
  seen.add(node)
  if (Array.isArray(node)) {
    node.forEach((one) => collect(one, names, seen))
    return
  }
  if (node.type === 'Command' && literal(node.name)) names.push(node.name.value)
  fields(node).forEach((name) => collect(node[name], names, seen))
}

for await (const line of createInterface({ input: process.stdin })) {
  let answer = null
  try {
    const script = parse(JSON.parse(line))
    if (!script.errors || script.errors.length === 0) {
      answer = []
      collect(script, answer, new Set())
      answer.sort()
    }
  } catch {
    // It finds an error.
  }
  console.log(JSON.stringify(answer))
}
