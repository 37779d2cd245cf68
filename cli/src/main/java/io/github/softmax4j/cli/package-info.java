/** The program: one class per command; each parses, calls and prints. */
package io.github.softmax4j.cli;
