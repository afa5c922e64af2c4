using System.Net;
using System.Text.Json;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;
using Batch.EndToEnd.Tests.Machine;
using Batch.EndToEnd.Tests.Speech;

namespace Batch.EndToEnd.Tests.Serving;

/// <summary>Recordings that lie in Azure Blob Storage (Azurite), read by the workers of a server.</summary>
public sealed class BlobSourceTests : IDisposable
{
    private readonly Sandbox _sandbox = new();
    private readonly string _azurite;
    private readonly BlobContainerClient _container;

    public BlobSourceTests()
    {
        _azurite = Environment.GetEnvironmentVariable("BATCH_TEST_AZURITE") ?? "";
        Assert.SkipUnless(_azurite.Length > 0, "BATCH_TEST_AZURITE is not set: ./test starts that server where it can be had");
        var options = new BlobClientOptions(BlobClientOptions.ServiceVersion.V2021_12_02);
        _container = new BlobContainerClient(_azurite, $"e2e-{Guid.NewGuid():n}", options);
        _container.Create();
    }

    [Fact]
    public async Task Blobs_WhenAContainerOrAManifestNamesThem_AreTranscribedOnce()
    {
        var lines = Utterances.Short(2);
        foreach (var line in lines)
        {
            Upload($"calls/{line.File}", await File.ReadAllBytesAsync(Utterances.FileOf(line), TestContext.Current.CancellationToken));
        }

        var manifest = _sandbox.AddText("list.jsonl", $$"""
            {"blob":"{{_container.Name}}/calls/{{lines[0].File}}","customId":"call-1","tags":{"team":"red"} }
            """);
        using var server = await StartAsync();

        var first = await FinishAsync(server, $$"""{ "container": "{{_container.Name}}", "prefix": "calls/" }""");
        var done = _sandbox.Results.Manifest();
        var second = await FinishAsync(server, $$"""{ "manifest": {{JsonSerializer.Serialize(manifest)}} }""");

        Assert.Equal(lines.Select(line => line.File).Order(StringComparer.Ordinal), done.Keys.Order(StringComparer.Ordinal));
        Assert.All(done.Values, line => Assert.Equal("completed", line.GetProperty("status").GetString()));
        Assert.All(done.Keys, source => _sandbox.Results.CheckTimes(source));
        Assert.Equal(2, first.GetProperty("itemsCompleted").GetInt32());
        // The same content was done before: only what names it is written anew.
        Assert.Equal(1, second.GetProperty("itemsReused").GetInt32());
        var named = $"{_container.Name}/calls/{lines[0].File}";
        Assert.Equal("call-1", _sandbox.Results.Json($"{named}.json").GetProperty("customId").GetString());
        var entry = _sandbox.Results.Manifest()[named];
        Assert.Equal(("call-1", "red"), (entry.GetProperty("customId").GetString(), entry.GetProperty("tags").GetProperty("team").GetString()));
    }

    public void Dispose()
    {
        _container?.DeleteIfExists();
        _sandbox.Dispose();
    }

    private Task<UpServer> StartAsync()
    {
        var port = UpServer.FreePort();
        string[] settings = [$"Batch__Blobs__ConnectionString={_azurite}", $"Batch__Blobs__SourceContainers__0={_container.Name}"];
        return UpServer.OfAsync(BatchProcess.Start(_sandbox.Home, _sandbox.Folder, ["up", "--port", $"{port}"], ["env", .. settings]), port);
    }

    private async Task<JsonElement> FinishAsync(UpServer server, string source)
    {
        var (status, _, body) = await server.SendAsync(HttpMethod.Post, "/v1/jobs", $$"""
            {
              "kind": "transcription", "source": {{source}}, "output": { "folder": {{JsonSerializer.Serialize(_sandbox.Out)}} },
              "options": { "model": "tiny.en", "language": "en" }
            }
            """);
        Assert.True(status == HttpStatusCode.Accepted, body);
        var id = JsonElement.Parse(body).GetProperty("id").GetString()!;
        using var watched = await _sandbox.RunAsync("watch", id, "--server", server.Address);
        Assert.True(watched.ExitCode == 0, watched.Everything + server.Process.Everything);
        return JsonElement.Parse((await server.SendAsync(HttpMethod.Get, $"/v1/jobs/{id}")).Body).GetProperty("progress");
    }

    private void Upload(string name, byte[] content)
    {
        var blob = _container.GetBlockBlobClient(name);
        var block = Convert.ToBase64String("0"u8);
        using var bytes = new MemoryStream(content);
        blob.StageBlock(block, bytes);
        blob.CommitBlockList([block]);
    }
}
