/** What is in effect, how it changes, and the durable store. */
@NullMarked
package org.camerad.settings;

import org.jspecify.annotations.NullMarked;
