package org.camerad.driver.support.motion;

/** A solver for small systems of linear equations, in place. */
final class LinearEquations {

	private LinearEquations() {
	}

	/**
	 * Solves positive definite equations by elimination.
	 * @param rows the coefficients of each equation followed by its right side, which is
	 * replaced by the solution
	 */
	static void solve(double[][] rows) {
		int unknowns = rows.length;
		for (int pivot = 0; pivot < unknowns; pivot++) {
			double scale = 1 / rows[pivot][pivot];
			for (int column = pivot; column <= unknowns; column++) {
				rows[pivot][column] *= scale;
			}
			for (int row = 0; row < unknowns; row++) {
				if (row != pivot) {
					subtract(rows[row], rows[pivot], pivot);
				}
			}
		}
	}

	private static void subtract(double[] row, double[] pivotRow, int pivot) {
		double factor = row[pivot];
		for (int column = pivot; column < row.length; column++) {
			row[column] -= factor * pivotRow[column];
		}
	}

}
