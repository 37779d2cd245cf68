/** Where rows come from, their order, their labels and weights. Knows nothing of losses or optimisers. */
package io.github.softmax4j.data;
