using Batch.Cli.Checkup;
using Batch.Cli.Tests.Fakes;
using Microsoft.Extensions.Configuration;

namespace Batch.Cli.Tests.Checkup;

public sealed class DatabaseCheckTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Database_WhenNoneIsConfigured_IsAFileInTheHome() =>
        Assert.Equal(Finding.Ok, (await CheckAsync()).Finding);

    [Fact]
    public async Task Database_WhenItDoesNotAnswer_IsSaidWithoutThePassword()
    {
        var result = await CheckAsync(
            ("Batch:Database:Provider", "postgres"),
            ("Batch:Database:ConnectionString", "Host=127.0.0.1;Port=1;Database=batch;Username=batch;Password=s3cret;Timeout=5"));

        Assert.Equal(Finding.Missing, result.Finding);
        Assert.Contains("The database cannot be used", result.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", result.Line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Database_WhenHalfConfigured_SaysWhatIsMissing()
    {
        var result = await CheckAsync(("Batch:Database:Provider", "postgres"));

        Assert.Equal(Finding.Missing, result.Finding);
        Assert.Contains("ConnectionString", result.Text, StringComparison.Ordinal);
    }

    private Task<CheckResult> CheckAsync(params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(s => s.Key, s => (string?)s.Value)).Build();
        return DatabaseCheck.RunAsync(_folder.Path, configuration, TestContext.Current.CancellationToken);
    }
}
