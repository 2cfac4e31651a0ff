using Microsoft.Extensions.Options;
using WeId.Workflows.Partners.Channels;

namespace WeId.Workflows.UnitTests.Partners.Channels;

public sealed class SmsOptionsTests
{
    [Theory]
    [InlineData("https://sms.example/v1", true)]
    [InlineData("http://127.0.0.1:8080/v1", true)]
    [InlineData("http://sms.example/v1", false)]
    [InlineData("/v1", false)]
    [InlineData(null, false)]
    public void Validate_Endpoint_IsHttpsOrThisMachine(string? endpoint, bool valid) =>
        Assert.Equal(valid, Validate(new SmsOptions { Endpoint = endpoint is null ? null : new Uri(endpoint, UriKind.RelativeOrAbsolute) }));

    [Theory]
    [InlineData("", true)]
    [InlineData("kort", false)]
    [InlineData("0123456789abcdef0123456789abcdef", true)]
    public void Validate_ReportSecret_IsAbsentOrLong(string secret, bool valid) =>
        Assert.Equal(valid, Validate(new SmsOptions { Endpoint = new("https://sms.example/v1"), ReportSecret = secret }));

    private static bool Validate(SmsOptions options) =>
        new ValidateSms(Options.Create(new KanaalOptions { Sms = SmsKanaal.Gateway })).Validate(null, options).Succeeded;
}
