using System.Net;
using WeId.Workflows.Features.Toegang;

namespace WeId.Workflows.UnitTests.Features.Toegang;

public sealed class AdresSleutelTests
{
    [Theory]
    [InlineData("203.0.113.77", "203.0.113.77")]
    [InlineData("::ffff:203.0.113.77", "203.0.113.77")]
    [InlineData("2001:db8:1234:5678::1", "2001:db8:1234:5678::/64")]
    [InlineData("2001:db8:1234:5678:ffff:ffff:ffff:ffff", "2001:db8:1234:5678::/64")]
    [InlineData("2001:db8:1234:5679::1", "2001:db8:1234:5679::/64")]
    [InlineData("fe80::1%3", "fe80::/64")]
    public void Of_OneSubscriber_HasOneKey(string address, string expected) => Assert.Equal(expected, AdresSleutel.Of(IPAddress.Parse(address)));

    [Fact]
    public void Of_Unknown_IsNull() => Assert.Null(AdresSleutel.Of(null));
}
