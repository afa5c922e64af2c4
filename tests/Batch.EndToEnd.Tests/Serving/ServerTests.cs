using System.Net;
using System.Text.Json;
using Batch.EndToEnd.Tests.Machine;
using Batch.EndToEnd.Tests.Speech;

namespace Batch.EndToEnd.Tests.Serving;

public sealed class ServerTests(RunningServer run) : IClassFixture<RunningServer>
{
    [Fact]
    public void Server_WhenTheSampleIsSubmittedAndWatched_EndsWithOneBecauseAnItemFailed()
    {
        Assert.True(run.Submitted.ExitCode == 1, run.Submitted.Everything);
        Assert.Contains("3 items: 2 completed, 1 failed", run.Submitted.Out, StringComparison.Ordinal);
        Assert.Contains("failed: broken.mp3 ", run.Submitted.Error, StringComparison.Ordinal);
        Assert.Equal(10, new Results(Path.Combine(run.Sandbox.Folder, "jobs/samples/transcripts")).Files().Count);
    }

    [Fact]
    public async Task Server_WhenAskedForJobs_ListsThem()
    {
        using var list = await run.RunAsync("job", "list");
        Assert.Contains(run.Job, list.Out, StringComparison.Ordinal);
        using var json = await run.RunAsync("job", "get", run.Job, "--json");
        var view = JsonElement.Parse(json.Out);
        Assert.Equal("completedWithErrors", view.GetProperty("state").GetString());
        Assert.Equal("samples", view.GetProperty("tags").GetProperty("corpus").GetString());
        using var get = await run.RunAsync("job", "get", run.Job);
        Assert.Contains("sample corpus", get.Out, StringComparison.Ordinal);
        using var running = await run.RunAsync("job", "list", "--state", "running", "--json");
        Assert.DoesNotContain(run.Job, running.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_WhenAskedForItems_ShowsEachWithItsState()
    {
        using var items = await run.RunAsync("job", "items", run.Job);
        Assert.Equal(3, items.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        using var failed = await run.RunAsync("job", "items", run.Job, "--state", "failed", "--json");
        Assert.Contains("broken.mp3", failed.Out, StringComparison.Ordinal);
        Assert.Contains("remedy", failed.Out, StringComparison.Ordinal);
        Assert.DoesNotContain(".flac", failed.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_WhenAskedForCosts_TheLinesAddUpToTheTotal()
    {
        using var json = await run.RunAsync("costs", run.Job, "--json");
        Assert.True(json.ExitCode == 0, json.Everything);
        var costs = JsonElement.Parse(json.Out);
        var total = costs.GetProperty("total").GetProperty("deviceSeconds").GetDecimal();
        Assert.True(total > 0);
        Assert.Equal(total, costs.GetProperty("lines").EnumerateArray().Sum(line => line.GetProperty("deviceSeconds").GetDecimal()));
        Assert.Equal(total, costs.GetProperty("byCause").EnumerateArray().Sum(line => line.GetProperty("deviceSeconds").GetDecimal()));
        Assert.Equal(
            decimal.Parse(costs.GetProperty("total").GetProperty("cost").GetProperty("amount").GetString()!, System.Globalization.CultureInfo.InvariantCulture),
            costs.GetProperty("lines").EnumerateArray().Sum(line =>
                decimal.Parse(line.GetProperty("cost").GetProperty("amount").GetString()!, System.Globalization.CultureInfo.InvariantCulture)));
        using var table = await run.RunAsync("costs", run.Job);
        Assert.Contains("useful", table.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_WhenResultsAreDownloaded_TheyAreTheOnesThatWerePublished()
    {
        var folder = Path.Combine(run.Sandbox.Folder, "downloaded");
        using var download = await run.RunAsync("job", "download", run.Job, "--out", folder);
        Assert.True(download.ExitCode == 0, download.Everything);
        var published = new Results(Path.Combine(run.Sandbox.Folder, "jobs/samples/transcripts"));
        var downloaded = new Results(folder).Files().Where(name => name != "manifest.jsonl").ToList();
        Assert.Equal(8, downloaded.Count);
        Assert.All(downloaded, name => Assert.Equal(File.ReadAllText(published.Path(name)), File.ReadAllText(Path.Combine(folder, name))));
    }

    [Fact]
    public async Task Server_WhenAFailedItemWasMendedAndIsRetried_DoesItAlone()
    {
        var corpus = Directory.CreateDirectory(Path.Combine(run.Sandbox.Folder, "mended")).FullName;
        var broken = Path.Combine(corpus, "talk.flac");
        File.WriteAllText(broken, "<html>Not found</html>");
        var job = await run.Server.SubmitAsync(corpus, Path.Combine(run.Sandbox.Folder, "mended out"));
        using (var watched = await run.RunAsync("watch", job))
        {
            Assert.True(watched.ExitCode == 1, watched.Everything);
        }

        File.Copy(Utterances.FileOf(Utterances.Short(3)[2]), broken, overwrite: true);
        using var retried = await run.RunAsync("job", "retry", job);
        Assert.True(retried.ExitCode == 0, retried.Everything);
        using var again = await run.RunAsync("watch", job);
        Assert.True(again.ExitCode == 0, again.Everything);
        Assert.Contains("1 item: 1 completed", again.Out, StringComparison.Ordinal);
        Assert.NotEmpty(new Results(Path.Combine(run.Sandbox.Folder, "mended out")).Text("talk.flac"));
    }

    [Fact]
    public async Task Server_WhenAJobIsCancelled_EndsItAndKeepsWhatWasDone()
    {
        LongTalk.Add(run.Sandbox, "long.m4a", 300);
        var job = await run.Server.SubmitAsync(run.Sandbox.Source, run.Sandbox.Out, chunkSeconds: 30);
        await Until.TrueAsync(
            "an attempt to transcribe runs",
            () => run.Sandbox.Database.Attempts("transcribe", $"a.JobId = '{job}' AND a.State = 'Running'") > 0);
        using var cancel = await run.RunAsync("job", "cancel", job);
        Assert.True(cancel.ExitCode == 0, cancel.Everything);
        using var watched = await run.RunAsync("watch", job);
        Assert.True(watched.ExitCode == 5, watched.Everything);
        using var twice = await run.RunAsync("job", "cancel", job);
        Assert.True(twice.ExitCode == 2, twice.Everything);
        Assert.Equal("cancelled", run.Sandbox.Results.Manifest()["long.m4a"].GetProperty("status").GetString());
        Assert.Equal(0, run.Sandbox.Database.Count("chunks", $"Spec_JobId = '{job}' AND State NOT IN ('Committed', 'Cancelled')"));
    }

    [Fact]
    public async Task Server_WhenTheLedgerIsReconciled_ItAddsUp()
    {
        using var reconciled = await run.RunAsync("ledger", "reconcile");
        Assert.True(reconciled.ExitCode == 0, reconciled.Everything);
        Assert.StartsWith("reconciled: ", reconciled.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_WhenASpecIsWrong_NamesEveryErrorAtOnce()
    {
        const string body = """
            {"kind":"transcription","source":{"paths":["relative","/nowhere/at/all"],"colour":1},"output":{"formats":["docx"]},
             "options":{"language":"klingon","chunkSeconds":1},"priority":1000,"surprise":true}
            """;
        var (status, type, answer) = await run.Server.SendAsync(HttpMethod.Post, "/v1/jobs", body);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("application/problem+json", type);
        var errors = JsonElement.Parse(answer).GetProperty("errors").EnumerateObject().Select(error => error.Name).ToList();
        Assert.All(
            new[] { "source.paths", "source.colour", "output.folder", "output.formats", "options.language", "options.chunkSeconds", "priority", "surprise" },
            field => Assert.Contains(errors, error => error.StartsWith(field, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("GET", "/v1/jobs/job_nowhere", 404)]
    [InlineData("GET", "/v1/jobs?state=odd", 400)]
    [InlineData("GET", "/v1/jobs?limit=0", 400)]
    [InlineData("GET", "/v1/nothing", 404)]
    [InlineData("DELETE", "/v1/jobs", 405)]
    [InlineData("POST", "/v1/jobs/job_nowhere/cancel", 404)]
    public async Task Server_WhenARequestIsWrong_AnswersWithAProblem(string method, string path, int expected)
    {
        var (status, type, body) = await run.Server.SendAsync(new HttpMethod(method), path);
        Assert.Equal(expected, (int)status);
        Assert.Equal("application/problem+json", type);
        Assert.Equal(expected, JsonElement.Parse(body).GetProperty("status").GetInt32());
    }

    [Fact]
    public async Task Server_WhenAJobIsOver_ItsEventsSayHowAndEnd()
    {
        var events = await run.Server.EventsAsync(run.Job);
        Assert.Contains("event: job", events, StringComparison.Ordinal);
        Assert.Contains("completedWithErrors", events, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_WhenTheSameSubmitComesTwice_MakesOneJob()
    {
        var before = run.Sandbox.Database.Count("jobs");
        var spec = JsonSerializer.Serialize(new
        {
            kind = "transcription",
            source = new { paths = new[] { Path.Combine(run.Sandbox.Folder, "jobs/samples/corpus") } },
            output = new { folder = Path.Combine(run.Sandbox.Folder, "twice") },
            options = new { model = "tiny.en", language = "en" },
        });
        var ids = new HashSet<string>();
        using var http = new HttpClient { BaseAddress = new Uri(run.Server.Address) };
        for (var round = 0; round < 3; round++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/jobs") { Content = new StringContent(spec, System.Text.Encoding.UTF8, "application/json") };
            request.Headers.Add("Idempotency-Key", "the-weekly-batch");
            using var answer = await http.SendAsync(request);
            Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
            ids.Add(JsonElement.Parse(await answer.Content.ReadAsStringAsync()).GetProperty("id").GetString()!);
        }

        Assert.Single(ids);
        Assert.Equal(before + 1, run.Sandbox.Database.Count("jobs"));
        using var watched = await run.RunAsync("watch", ids.Single());
        Assert.Contains("2 of them before", watched.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_WhenAPathLiesOutsideItsFolder_Refuses()
    {
        var (status, _, body) = await run.Server.SendAsync(
            HttpMethod.Post,
            "/v1/jobs",
            """{"kind":"transcription","source":{"paths":["/etc"]},"output":{"folder":"/etc/transcripts"}}""");
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("source.paths", body, StringComparison.Ordinal);
        Assert.Contains("output.folder", body, StringComparison.Ordinal);
    }
}
