using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Batch.Cli.Tests.Fakes;
using Batch.Contracts.Jobs;
using Batch.Contracts.Paging;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Batch.Cli.Tests.CommandLine;

/// <summary>The executable as a process: what a script sees.</summary>
public sealed class ExecutableTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("--out is required", "transcribe")]
    [InlineData("nowhere is not there", "transcribe", "nowhere", "--out", "o")]
    [InlineData("--format docx is not known", "transcribe", ".", "--out", "o", "--format", "docx")]
    [InlineData("--preset best is not known", "transcribe", ".", "--out", "o", "--preset", "best")]
    [InlineData("'--modle' is not known here", "transcribe", ".", "--out", "o", "--modle", "base")]
    [InlineData("'bogus' is not known here", "bogus")]
    [InlineData("argument 'often'", "up", "--port", "often")]
    [InlineData("--port 99999 is no port", "up", "--port", "99999")]
    [InlineData("--host here is no address", "up", "--host", "here")]
    [InlineData("istening on 0.0.0.0 needs an API key", "up", "--host", "0.0.0.0", "--port", "59431")]
    [InlineData("spec.json is not there", "submit", "spec.json")]
    [InlineData("--server gopher is no address", "job", "list", "--server", "gopher")]
    public async Task Batch_WhenUsedWrongly_SaysSoInOneLineAndEndsWith2(string named, params string[] arguments)
    {
        var run = await Run.BatchAsync(_folder.Path, arguments);
        Assert.Equal(2, run.ExitCode);
        Assert.Empty(run.Out);
        Assert.StartsWith("batch: ", run.Error, StringComparison.Ordinal);
        Assert.Contains(named, run.Error.Replace("Option '--out'", "--out", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    [Fact]
    public async Task Batch_WhenAskedForHelp_NamesEveryVerb()
    {
        var run = await Run.BatchAsync(_folder.Path, "--help");
        Assert.Equal(0, run.ExitCode);
        Assert.All(
            ["demo", "up", "transcribe", "submit", "watch", "doctor", "costs", "job", "model", "ledger"],
            verb => Assert.Contains($"\n  {verb} ", run.Out, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Batch_WhenNoServerAnswers_EndsWith4()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        var address = $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}";
        probe.Stop();

        var run = await Run.BatchAsync(_folder.Path, "job", "list", "--server", address);

        Assert.Equal(4, run.ExitCode);
        Assert.Contains($"cannot reach the server at {address}", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Up_WhenThePortIsInUse_EndsWith2AndMakesNothing()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        var run = await Run.BatchAsync(_folder.Path, "up", "--port", $"{port}");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains($"port {port} on 127.0.0.1 is in use", run.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    [Fact]
    public async Task Batch_WhenJsonIsAskedFor_WritesNothingElseOnStandardOutput()
    {
        await using var server = await FakeServer.StartAsync(app => app.MapGet("/v1/jobs", () => Results.Ok(new Page<JobView>([Views.Job], null))));
        var run = await Run.BatchAsync(_folder.Path, "job", "list", "--json", "--server", server.Address.ToString());
        Assert.Equal(0, run.ExitCode);
        using var document = JsonDocument.Parse(run.Out);
        Assert.Equal("job_1", document.RootElement[0].GetProperty("id").GetString());
    }

    [Theory]
    [InlineData("completed", 0)]
    [InlineData("completedWithErrors", 1)]
    [InlineData("cancelled", 5)]
    public async Task Watch_WhenAJobHasEnded_EndsWithItsCode(string state, int exitCode)
    {
        await using var server = await FakeServer.StartAsync(app =>
        {
            app.MapGet("/v1/jobs/{id}", () => Results.Ok(Views.Ended(state)));
            app.MapGet("/v1/jobs/{id}/items", () => Results.Ok(new Page<JobView>([], null)));
            app.MapGet("/v1/jobs/{id}/costs", () => Results.Ok(Views.Costs));
        });
        var run = await Run.BatchAsync(_folder.Path, "watch", "job_1", "--server", server.Address.ToString());
        Assert.Equal(exitCode, run.ExitCode);
        Assert.Contains($"{state}: 0 items", run.Out, StringComparison.Ordinal);
        Assert.Contains("useful", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doctor_WhenRun_SaysOneLineForEachThing()
    {
        var run = await Run.BatchAsync(_folder.Path, "doctor", "--json");
        Assert.True(run.ExitCode is 0 or 2, run.Error);
        using var document = JsonDocument.Parse(run.Out);
        var found = document.RootElement.EnumerateArray().ToList();
        Assert.Superset(
            new HashSet<string?> { "ffmpeg", "ffprobe", "engine", "gpu", "model", "home", "disk" },
            found.Select(result => result.GetProperty("name").GetString()).ToHashSet());
        Assert.Equal(run.ExitCode == 2, found.Exists(result => result.GetProperty("finding").GetString() == "missing"));
        Assert.All(
            found.Where(result => result.GetProperty("finding").GetString() != "ok"),
            result => Assert.NotEmpty(result.GetProperty("remedy").GetString()!));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    [Fact]
    public async Task Models_WhenListed_AreThoseOfTheCatalogue()
    {
        var run = await Run.BatchAsync(_folder.Path, "model", "list", "--json");
        using var document = JsonDocument.Parse(run.Out);
        Assert.Superset(
            new HashSet<string?> { "tiny.en", "base", "small", "medium", "large-v3", "large-v3-turbo" },
            document.RootElement.EnumerateArray().Select(model => model.GetProperty("name").GetString()).ToHashSet());
    }

    [Fact]
    public async Task Model_WhenItIsNotKnown_NamesThoseThatAre()
    {
        var run = await Run.BatchAsync(_folder.Path, "model", "get", "huge");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("There is no model 'huge'. Choose one of tiny", run.Error, StringComparison.Ordinal);
    }
}
