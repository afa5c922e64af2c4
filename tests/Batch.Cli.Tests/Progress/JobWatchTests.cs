using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Batch.Cli.CommandLine;
using Batch.Cli.Progress;
using Batch.Cli.Server;
using Batch.Cli.Tests.Fakes;
using Batch.Contracts.Jobs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Batch.Cli.Tests.Progress;

public sealed class JobWatchTests
{
    [Fact]
    public async Task Watch_WhenEventsTellOfTheEnd_EndsWithIt()
    {
        await using var server = await FakeServer.StartAsync(app =>
        {
            app.MapGet("/v1/jobs/{id}", () => Results.Ok(Views.Job));
            app.MapGet("/v1/jobs/{id}/events", () => FakeServer.Events(Tell("finishing", "completed")));
        });
        Assert.Equal(["running", "finishing", "completed"], await StatesAsync(server));
    }

    [Fact]
    public async Task Watch_WhenTheStreamBreaks_AsksAndGoesOn()
    {
        var asked = 0;
        await using var server = await FakeServer.StartAsync(app =>
        {
            app.MapGet("/v1/jobs/{id}", () => Results.Ok(asked++ == 0 ? Views.Job : Views.Ended("completed")));
            app.MapGet("/v1/jobs/{id}/events", async (HttpContext context) =>
            {
                context.Response.ContentType = "text/event-stream";
                await context.Response.WriteAsync("event: ping\ndata: {}\n\n");
                await context.Response.Body.FlushAsync();
                context.Abort();
            });
        });
        Assert.Equal(["running", "completed"], await StatesAsync(server));
    }

    [Fact]
    public async Task Watch_WhenTheJobIsNotKnown_SaysSoAtOnce()
    {
        await using var server = await FakeServer.StartAsync(app =>
            app.MapGet("/v1/jobs/{id}", (string id) => Results.Problem(detail: $"There is no job {id}.", statusCode: 404)));
        var failure = await Assert.ThrowsAsync<CommandFailedException>(() => StatesAsync(server));
        Assert.Equal(ExitCode.Usage, failure.ExitCode);
        Assert.Equal("There is no job job_1.", failure.Message);
    }

    private static async Task<List<string>> StatesAsync(FakeServer server)
    {
        using var client = BatchClient.Connect(server.Address, null);
        var states = new List<string>();
        await foreach (var job in new JobWatch(client, TimeProvider.System).SnapshotsAsync("job_1", TestContext.Current.CancellationToken))
        {
            states.Add(job.State);
        }

        return states;
    }

    private static async IAsyncEnumerable<SseItem<JobEvent>> Tell(
        string state, string end, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        yield return new SseItem<JobEvent>(new JobEvent(Views.Job with { State = state }, null), "job");
        yield return new SseItem<JobEvent>(new JobEvent(null, null), "ping");
        await Task.Yield();
        yield return new SseItem<JobEvent>(new JobEvent(Views.Ended(end), null), "job");

        // A server keeps the stream open; the watch has to leave by itself.
        await Task.Delay(Timeout.Infinite, cancellationToken);
    }
}
