package dev.keyward.policy.match;

import java.util.ArrayList;
import java.util.List;

/** Addresses and networks; an IPv4 address is in no IPv6 network and the other way round. */
record IpTest(List<IpRange> ranges, boolean comparable) implements ValueTest {

    static IpTest of(List<String> values) {
        var ranges = new ArrayList<IpRange>();
        for (var value : values) {
            IpRange.parse(value).ifPresent(ranges::add);
        }
        return new IpTest(List.copyOf(ranges), ranges.size() == values.size());
    }

    @Override
    public Outcome test(String value, RequestContext context) {
        var address = IpRange.address(value);
        if (address.isEmpty()) {
            return Outcome.INCOMPARABLE;
        }
        for (var range : ranges) {
            if (range.contains(address.get())) {
                return Outcome.MATCH;
            }
        }
        return comparable ? Outcome.NO_MATCH : Outcome.INCOMPARABLE;
    }
}
