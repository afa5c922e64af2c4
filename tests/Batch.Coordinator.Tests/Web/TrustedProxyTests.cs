using System.Net.Http.Json;
using System.Text.Json;
using Batch.Coordinator.Tests.Fixture;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Batch.Coordinator.Tests.Web;

/// <summary>The description of the API names the address under which the caller reached it.</summary>
public sealed class TrustedProxyTests
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("10.0.0.7", "127.0.0.0/8")]
    public async Task Request_WhenItComesThroughATrustedProxy_IsForWhatTheCallerAskedFor(params string[] trusted)
    {
        await using var coordinator = await StartAsync(trusted);

        Assert.Equal("https://batch.example.com", await AddressAsync(coordinator));
    }

    [Theory]
    [InlineData]
    [InlineData("10.0.0.0/8")]
    public async Task Request_WhenItComesFromAnybodyElse_IsForWhereItArrived(params string[] trusted)
    {
        await using var coordinator = await StartAsync(trusted);

        Assert.Equal(coordinator.Client.BaseAddress!.AbsoluteUri.TrimEnd('/'), await AddressAsync(coordinator));
    }

    [Fact]
    public async Task Proxies_WhenOneIsNoAddressAndThereIsNoKey_SaysBothBeforeAnythingStarts()
    {
        var failure = await Assert.ThrowsAsync<OptionsValidationException>(
            () => TestCoordinator.StartAsync(c => c.AddInMemoryCollection([new("Batch:Coordinator:TrustedProxies:0", "proxy.example.com")])));

        Assert.Contains("'proxy.example.com' is neither", failure.Message, StringComparison.Ordinal);
        Assert.Contains("needs an API key", failure.Message, StringComparison.Ordinal);
    }

    private static Task<TestCoordinator> StartAsync(string[] trusted) => TestCoordinator.StartAsync(c => c.AddInMemoryCollection(
    [
        new("Batch:Access:ApiKeys:0:Name", "test"),
        new("Batch:Access:ApiKeys:0:Sha256", new string('0', 64)),
        .. trusted.Select((proxy, i) => KeyValuePair.Create($"Batch:Coordinator:TrustedProxies:{i}", (string?)proxy)),
    ]));

    private static async Task<string> AddressAsync(TestCoordinator coordinator)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/openapi/v1.json");
        request.Headers.Add("X-Forwarded-For", "203.0.113.9");
        request.Headers.Add("X-Forwarded-Proto", "https");
        request.Headers.Add("X-Forwarded-Host", "batch.example.com");
        using var response = await coordinator.Client.SendAsync(request, Token);
        var document = await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(Token);
        return document.GetProperty("servers")[0].GetProperty("url").GetString()!.TrimEnd('/');
    }
}
