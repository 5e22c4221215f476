package dev.paddock.classifier;

/** Whose interface a model is asked through. */
public enum Provider {
  /** The Messages API of Anthropic. */
  ANTHROPIC,
  /** Chat completions as OpenAI has them; Ollama, llama.cpp, vLLM and others speak it too. */
  OPENAI
}
