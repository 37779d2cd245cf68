/** The same problems, trained by Softmax4J and by its peers, each in a process of its own. */
package io.github.softmax4j.peers;
