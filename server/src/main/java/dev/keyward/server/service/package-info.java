/**
 * The shape of an API operation and the one path by which every operation is carried out: read,
 * targets, authorize, perform.
 *
 * <p>Begin with {@link dev.keyward.server.service.Operation}, which every operation of every service
 * implements, then {@link dev.keyward.server.service.ServiceCalls}, which alone calls it and alone
 * opens its transaction. A {@link dev.keyward.server.service.Service} holds the operations of one
 * API and refuses honestly what the API has and this server does not. Lists are paged with
 * {@link dev.keyward.server.service.Markers}. Whoever counts or records calls is a {@link
 * dev.keyward.server.service.CallObserver}.
 *
 * <p>It stands on {@code authorize}, {@code store} and {@code wire}, and knows no service.
 */
@NullMarked
package dev.keyward.server.service;

import org.jspecify.annotations.NullMarked;
