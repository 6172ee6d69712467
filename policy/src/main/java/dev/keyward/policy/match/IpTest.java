package dev.keyward.policy.match;

import java.util.ArrayList;
import java.util.List;

/** Addresses and networks. */
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
        if (IpAddress.isWrittenAsV6(value)) {
            var address = IpAddress.v6(value);
            return address.isEmpty() ? Outcome.INCOMPARABLE : test(address.get());
        }
        var bits = IpAddress.v4(value, 0);
        return bits < 0 ? Outcome.INCOMPARABLE : test(IpAddress.ofV4(bits));
    }

    private Outcome test(IpAddress address) {
        for (var index = 0; index < ranges.size(); index++) {
            if (ranges.get(index).contains(address)) {
                return Outcome.MATCH;
            }
        }
        return comparable ? Outcome.NO_MATCH : Outcome.INCOMPARABLE;
    }
}
