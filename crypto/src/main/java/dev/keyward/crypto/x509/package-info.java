/**
 * Certificates of hosts: who may issue them, which were taken back, and what they say of a host. It
 * follows the rules of IAM Roles Anywhere and knows neither requests nor a clock.
 */
@NullMarked
package dev.keyward.crypto.x509;

import org.jspecify.annotations.NullMarked;
