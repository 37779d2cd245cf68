package io.github.softmax4j.newton;

import io.github.softmax4j.optim.ProximalTerms;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Minimises a quadratic model with terms that are not smooth, by block coordinate descent.
 *
 * <pre>
 *   min_d g'd + d'(B + diag(damping)) d / 2 + terms(x + d)
 * </pre>
 *
 * <p>A block is a row of the point, the weights of a feature in all classes, or a group of such rows. In a row of few
 * classes and no group coordinate descent goes on until the row is solved; other blocks take proximal gradient steps,
 * whose curvature grows until it is an upper bound along the step. After a sweep over all blocks those that are not 0
 * are swept until they bring little, and so on: Friedman, Hastie and Tibshirani, Regularization paths for generalized
 * linear models via coordinate descent (2010); Yuan, Ho and Lin, An improved GLMNET (2012); Yang and Hastie, adelie
 * (2024), for groups.
 */
final class CompositeModel {
    /** A block is solved when a round over its coordinates changes this much less than the first. */
    private static final double SOLVED = 1e-3;

    private static final int MOST_ROUNDS = 20;

    /** The square of a row of more classes takes longer than its steps. */
    private static final int MOST_CLASSES_OF_SQUARE = 32;

    /** 64 MB of squares are kept; more are made again in each sweep. */
    private static final long MOST_KEPT = 1 << 23;

    private final BlockHessian hessian;
    private final ProximalTerms terms;
    private final double[] point;
    private final double[] gradient;
    private final double[] damping;
    /** x + d. */
    private final double[] end;

    private final int classes;
    private final List<Block> blocks = new ArrayList<>();
    private final double[] image;
    private final double[] slope;
    private final double[] change;
    /** Of a block: its part of the end that is next. */
    private double[] targets;

    private double firstChange = Double.NaN;

    /** A row of its own, or a group of rows. */
    private static final class Block {
        private final int[] rows;
        /** Null for a row of its own. */
        private final ProximalTerms.Group group;
        /** In the units of the group's norm: an upper bound, as far as steps have shown. */
        private double curvature;
        /** Null until it is asked for, or where squares are not kept. */
        private double[] square;

        Block(int[] rows, ProximalTerms.Group group) {
            this.rows = rows;
            this.group = group;
        }
    }

    /**
     * At d = 0.
     *
     * @param hessian B
     * @param terms that are not smooth; groups are of whole rows
     * @param point x
     * @param gradient g
     * @param damping one per coordinate, 0 or more
     */
    CompositeModel(BlockHessian hessian, ProximalTerms terms, double[] point, double[] gradient, double[] damping) {
        this.hessian = hessian;
        this.terms = terms;
        this.point = point;
        this.gradient = gradient;
        this.damping = damping;
        this.end = point.clone();
        this.classes = hessian.classes();
        this.image = new double[classes];
        this.slope = new double[classes];
        this.change = new double[classes];
        var isGrouped = new boolean[hessian.rows()];
        for (ProximalTerms.Group group : terms.groups()) {
            int[] rows = Arrays.stream(group.coordinates())
                    .map(coordinate -> coordinate / classes)
                    .distinct()
                    .toArray();
            blocks.add(new Block(rows, group));
            for (int row : rows) {
                isGrouped[row] = true;
            }
        }
        IntStream.range(0, hessian.rows())
                .filter(row -> !isGrouped[row])
                .forEach(row -> blocks.add(new Block(new int[] {row}, null)));
        hessian.begin();
    }

    /** x + d, as far as it has come: what is at 0 or at a bound is exactly there. */
    double[] end() {
        return end;
    }

    /**
     * Sweeps until a sweep over all blocks changes little, or so many times. May be called again to go on.
     *
     * @param settled the largest change of a sweep over the largest of the first one ever, both in units of the
     *     curvature
     * @param mostSweeps at least 1
     * @return whether it has settled
     */
    boolean descend(double settled, int mostSweeps) {
        boolean isOverAll = true;
        for (int sweep = 0; sweep < mostSweeps; sweep++) {
            double largest = 0;
            for (Block block : blocks) {
                if (isOverAll || isActive(block)) {
                    boolean isBySquare = block.group == null && classes <= MOST_CLASSES_OF_SQUARE;
                    largest = Math.max(largest, isBySquare ? solveRow(block) : solveBySteps(block));
                }
            }
            firstChange = Double.isNaN(firstChange) ? largest : firstChange;
            if (largest <= settled * firstChange) {
                if (isOverAll) {
                    return true;
                }
                isOverAll = true;
            } else {
                isOverAll = false;
            }
        }
        return false;
    }

    private boolean isActive(Block block) {
        for (int row : block.rows) {
            for (int i = row * classes; i < (row + 1) * classes; i++) {
                if (end[i] != 0) {
                    return true;
                }
            }
        }
        return false;
    }

    private void readSlope(int row) {
        hessian.image(row, image);
        for (int k = 0; k < classes; k++) {
            int i = row * classes + k;
            slope[k] = gradient[i] + image[k] + damping[i] * (end[i] - point[i]);
        }
    }

    /** Returns the largest change of a coordinate times the root of its curvature. */
    private double solveRow(Block ofRow) {
        int row = ofRow.rows[0];
        readSlope(row);
        double[] block = ofRow.square == null ? hessian.block(row) : ofRow.square;
        boolean isKept = (long) hessian.rows() * block.length <= MOST_KEPT;
        ofRow.square = isKept ? block : null;
        targets = Arrays.copyOfRange(end, row * classes, (row + 1) * classes);
        double first = 0;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            double largest = roundOverRow(row, block);
            first = round == 0 ? largest : first;
            if (largest <= SOLVED * first) {
                break;
            }
        }
        return move(row, block);
    }

    private double roundOverRow(int row, double[] block) {
        double largest = 0;
        for (int k = 0; k < classes; k++) {
            int i = row * classes + k;
            double curvature = block[k * classes + k] + damping[i];
            if (curvature > 0) {
                double target = terms.proximal(i, targets[k] - slope[k] / curvature, curvature);
                double moved = target - targets[k];
                if (moved != 0) {
                    targets[k] = target;
                    for (int m = 0; m < classes; m++) {
                        slope[m] += moved * block[k * classes + m];
                    }
                    slope[k] += moved * damping[i];
                    largest = Math.max(largest, Math.abs(moved) * Math.sqrt(curvature));
                }
            }
        }
        return largest;
    }

    private double move(int row, double[] block) {
        double largest = 0;
        for (int k = 0; k < classes; k++) {
            int i = row * classes + k;
            change[k] = targets[k] - end[i];
            double curvature = block[k * classes + k] + damping[i];
            largest = Math.max(largest, Math.abs(change[k]) * Math.sqrt(Math.max(0, curvature)));
        }
        moveTo(row, 0);
        return largest;
    }

    /** By the change, to the targets from a place on. */
    private void moveTo(int row, int place) {
        System.arraycopy(targets, place, end, row * classes, classes);
        hessian.move(row, change);
    }

    /** Returns the root of the curvature along the longest step. */
    private double solveBySteps(Block block) {
        double longest = 0;
        double first = 0;
        double[] slopes = slopes(block);
        for (int round = 0; round < MOST_ROUNDS; round++) {
            double length = proximalStep(block, slopes);
            first = round == 0 ? length : first;
            longest = Math.max(longest, length);
            if (length <= SOLVED * first) {
                break;
            }
        }
        return longest;
    }

    private double[] slopes(Block block) {
        var slopes = new double[block.rows.length * classes];
        for (int r = 0; r < block.rows.length; r++) {
            readSlope(block.rows[r]);
            System.arraycopy(slope, 0, slopes, r * classes, classes);
        }
        return slopes;
    }

    /** One step, after which the slopes are those at its end; where the curvature was too small, it is taken back. */
    private double proximalStep(Block block, double[] slopes) {
        if (block.curvature == 0) {
            block.curvature = leastCurvature(block);
        }
        double[] before = ends(block);
        while (true) {
            double[] next = targets(block, before, slopes);
            double length = distance(block, before, next);
            if (!(length > 0)) { // or not a number
                return 0;
            }
            move(block, next);
            double[] after = slopes(block);
            double curvature = 0;
            for (int i = 0; i < next.length; i++) {
                curvature += (next[i] - before[i]) * (after[i] - slopes[i]);
            }
            if (curvature <= block.curvature * length * length * (1 + 1e-9)) {
                System.arraycopy(after, 0, slopes, 0, after.length);
                return Math.sqrt(block.curvature) * length;
            }
            move(block, before);
            block.curvature = Math.max(2 * block.curvature, curvature / (length * length));
        }
    }

    private double[] ends(Block block) {
        var ends = new double[block.rows.length * classes];
        for (int r = 0; r < block.rows.length; r++) {
            System.arraycopy(end, block.rows[r] * classes, ends, r * classes, classes);
        }
        return ends;
    }

    /** The largest of the diagonal, in the units of the norm: no upper bound is below it. */
    private double leastCurvature(Block block) {
        double largest = Double.MIN_NORMAL;
        var diagonal = new double[classes];
        for (int r = 0; r < block.rows.length; r++) {
            hessian.diagonal(block.rows[r], diagonal);
            double rate = rate(block, r * classes);
            for (int k = 0; k < classes; k++) {
                double damped = diagonal[k] + damping[block.rows[r] * classes + k];
                largest = Math.max(largest, damped / (rate * rate));
            }
        }
        return largest;
    }

    private static double rate(Block block, int place) {
        return block.group == null ? 1 : block.group.rate()[place];
    }

    /** The minimum of the slopes, the curvature and the terms. */
    private double[] targets(Block block, double[] from, double[] slopes) {
        var target = new double[slopes.length];
        double sum = 0;
        for (int i = 0; i < target.length; i++) {
            double rate = rate(block, i);
            target[i] = from[i] - slopes[i] / (block.curvature * rate * rate);
            sum += rate * target[i] * rate * target[i];
        }
        double factor = block.group == null ? 1 : shrinkage(Math.sqrt(sum), block.group.strength() / block.curvature);
        for (int i = 0; i < target.length; i++) {
            int j = block.rows[i / classes] * classes + i % classes;
            target[i] = block.group == null ? terms.proximal(j, target[i], block.curvature) : factor * target[i];
        }
        return target;
    }

    /** Of the norm of a group. */
    private static double shrinkage(double norm, double threshold) {
        return norm > threshold ? 1 - threshold / norm : 0;
    }

    private static double distance(Block block, double[] from, double[] to) {
        double sum = 0;
        for (int i = 0; i < from.length; i++) {
            double scaled = rate(block, i) * (to[i] - from[i]);
            sum += scaled * scaled;
        }
        return Math.sqrt(sum);
    }

    private void move(Block block, double[] to) {
        targets = to;
        for (int r = 0; r < block.rows.length; r++) {
            for (int k = 0; k < classes; k++) {
                change[k] = to[r * classes + k] - end[block.rows[r] * classes + k];
            }
            moveTo(block.rows[r], r * classes);
        }
    }
}
