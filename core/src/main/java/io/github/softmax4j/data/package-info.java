/**
 * Where rows come from, their order, their labels and weights. Knows nothing of losses or optimisers.
 *
 * <p>Start at {@link io.github.softmax4j.data.Dataset}. Rows that come one by one go into a {@link
 * io.github.softmax4j.data.FeatureBuilder}, rows beyond memory into its {@link
 * io.github.softmax4j.data.FeatureStorage}; {@link io.github.softmax4j.data.Folds} deals them for cross-validation.
 */
package io.github.softmax4j.data;
