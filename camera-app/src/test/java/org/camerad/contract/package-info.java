/**
 * The contract, asked of the running service over real HTTP: the document's examples,
 * bounds and faults, and what the interpretation settles.
 */
@NullMarked
package org.camerad.contract;

import org.jspecify.annotations.NullMarked;
