// Paddock's: asks the gate before each tool runs, and throws unless the answer is "allow".
// Nothing is imported, so that nothing has to be fetched.
export const Paddock = async ({ directory }) => ({
  "tool.execute.before": async (input, output) => {
    let answer
    try {
      const response = await fetch("http://paddock.internal/hook/opencode", {
        method: "POST",
        body: JSON.stringify({ cwd: directory, tool: input.tool, args: output.args ?? {} }),
        signal: AbortSignal.timeout(300000),
        proxy: "",
      })
      answer = response.status === 200 ? await response.json() : { reason: await response.text() }
    } catch (problem) {
      answer = { reason: "Paddock denied this: its gate can't be asked (" + problem + "). (rule hook-failed, gate)" }
    }
    if (answer === null || typeof answer !== "object" || answer.paddock !== "allow") {
      throw new Error(String(answer?.reason || "Paddock denied this."))
    }
  },
})
