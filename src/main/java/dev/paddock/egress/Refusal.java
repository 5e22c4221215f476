package dev.paddock.egress;

/**
 * Why something was not let out; the same words for the program inside, the log and the person.
 *
 * @param target {@code HOST}, {@code HOST:PORT} or {@code METHOD https://HOST/PATH} without a query
 * @param rule a short name that does not change, {@code host-not-allowed} say
 * @param reason a sentence
 * @param remedy what the person at the keyboard can do
 */
public record Refusal(String target, String rule, String reason, String remedy) {}
