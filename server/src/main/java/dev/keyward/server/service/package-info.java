/**
 * The shape of an API operation and the one path by which every operation is carried out: read,
 * targets, authorize, perform.
 */
@NullMarked
package dev.keyward.server.service;

import org.jspecify.annotations.NullMarked;
