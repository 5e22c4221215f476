// Paddock's: asks the gate before each tool runs, and throws unless the answer is "allow"; tells it what a tool gave and
// what the user said, and goes on whatever it answers. Nothing is imported, so that nothing has to be fetched.
const GATE = "http://paddock.internal/hook/opencode"

export const Paddock = async ({ directory }) => {
  const helpers = new Set()

  const send = (url, message, patience) =>
    fetch(url, {
      method: "POST",
      body: JSON.stringify({ cwd: directory, ...message }),
      signal: AbortSignal.timeout(patience),
      proxy: "",
    })

  // The session of a helper; the agent's own has no such name.
  const helper = (session) => (helpers.has(session) ? { helper: session } : {})

  // Returns a warning, or nothing. Never throws.
  const tell = async (message) => {
    try {
      const response = await send(GATE + "/after", message, 40000)
      const answer = response.status === 200 ? await response.json() : {}
      return typeof answer?.warning === "string" ? answer.warning : ""
    } catch {
      return ""
    }
  }

  return {
    event: async ({ event }) => {
      const session = event?.type === "session.created" ? event.properties?.info : undefined
      if (session?.parentID) helpers.add(session.id)
    },

    "tool.execute.before": async (input, output) => {
      let answer
      try {
        const question = { tool: input.tool, args: output.args ?? {}, ...helper(input.sessionID) }
        const response = await send(GATE, question, 300000)
        answer = response.status === 200 ? await response.json() : { reason: await response.text() }
      } catch (problem) {
        answer = { reason: "Paddock denied this: its gate can't be asked (" + problem + "). (rule hook-failed, gate)" }
      }
      if (answer === null || typeof answer !== "object" || answer.paddock !== "allow") {
        throw new Error(String(answer?.reason || "Paddock denied this."))
      }
    },

    "tool.execute.after": async (input, output) => {
      const warning = await tell({
        event: "tool.execute.after",
        tool: input.tool,
        args: input.args ?? {},
        output: output?.output ?? output?.content ?? null,
        ...helper(input.sessionID),
      })
      if (!warning) return
      if (typeof output?.output === "string") {
        output.output = warning + "\n\n" + output.output
      } else if (Array.isArray(output?.content)) {
        output.content.unshift({ type: "text", text: warning })
      }
    },

    "chat.message": async (input, output) => {
      const parts = (output?.parts ?? []).filter((part) => part.type === "text" && !part.synthetic)
      if (parts.length === 0) return
      const prompt = parts.map((part) => part.text).join("\n")
      await tell({ event: "chat.message", prompt, ...helper(input.sessionID) })
    },
  }
}
