using System.Net;
using System.Security.Cryptography;
using System.Text;
using WeId.Workflows.Partners.Channels;
using WeId.Workflows.Web.Kanalen;

namespace WeId.Workflows.IntegrationTests.Web;

/// <summary>The gateway's reports in the whole app: no sign-in and no form token stand in their way, the signature does.</summary>
[Trait("Database", "Sqlite")]
public sealed class SmsAfleveringApiTests
{
    private const string Secret = "0123456789abcdef0123456789abcdef";
    private const string Report = """{"reference":"019cb000000070008000000000000001","status":"delivered"}""";

    [Fact]
    public async Task Post_SignedReport_IsTaken()
    {
        await using var app = await DemoApp.StartAsync($"--Partners:Sms:ReportSecret={Secret}");
        using var client = app.NewClient();

        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(client, $"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes(Report)))}"));
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(client, "sha256=00"));
    }

    [Fact]
    public async Task Post_WithoutSecretConfigured_IsNotThere()
    {
        await using var app = await DemoApp.StartAsync();
        using var client = app.NewClient();

        Assert.Equal(HttpStatusCode.NotFound, await PostAsync(client, "sha256=00"));
    }

    private static async Task<HttpStatusCode> PostAsync(HttpClient client, string signature)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, SmsAfleveringApi.Path) { Content = new StringContent(Report, Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation(SmsAfleveringen.SignatureHeader, signature);
        using var response = await client.SendAsync(request);
        return response.StatusCode;
    }
}
