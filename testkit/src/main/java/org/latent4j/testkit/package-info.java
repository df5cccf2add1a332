/** Contract tests: what every encoder must pass. */
@NullMarked
package org.latent4j.testkit;

import org.jspecify.annotations.NullMarked;
