/** Tags of keys: TagResource, UntagResource, ListResourceTags, and the rules that CreateKey's tags follow too. */
@NullMarked
package dev.keyward.server.kms.tag;

import org.jspecify.annotations.NullMarked;
