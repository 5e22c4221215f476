package dev.paddock.profile;

import java.net.URI;
import java.util.Optional;

/** Which interface the model that judges is asked through. */
public enum ClassifierProvider {
  /** Anthropic's Messages API. */
  ANTHROPIC("anthropic", "https://api.anthropic.com", Optional.of("claude-sonnet-4-6")),
  /** Any server that speaks OpenAI's Chat Completions API. */
  OPENAI("openai", "https://api.openai.com/v1", Optional.empty());

  private final String text;
  private final URI baseUrl;
  private final Optional<String> model;

  ClassifierProvider(String text, String baseUrl, Optional<String> model) {
    this.text = text;
    this.baseUrl = URI.create(baseUrl);
    this.model = model;
  }

  /** Returns the word of the profile. */
  public String text() {
    return text;
  }

  URI baseUrl() {
    return baseUrl;
  }

  Optional<String> model() {
    return model;
  }

  static ClassifierProvider parse(String text) {
    for (ClassifierProvider provider : values()) {
      if (provider.text.equals(text)) {
        return provider;
      }
    }
    throw new EntryException(
        Printable.quote(text) + " is no provider",
        "Write \"anthropic\", or \"openai\" for every server that speaks OpenAI's interface");
  }
}
