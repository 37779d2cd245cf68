/** The program: one class a command; parses, calls, prints. */
package io.github.softmax4j.cli;
