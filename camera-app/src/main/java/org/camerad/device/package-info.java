/**
 * The hosted camera and its life: how a driver is found, opened, guarded and brought
 * back.
 */
@NullMarked
package org.camerad.device;

import org.jspecify.annotations.NullMarked;
