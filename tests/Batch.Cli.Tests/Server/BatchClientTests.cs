using Batch.Cli.CommandLine;
using Batch.Cli.Server;
using Batch.Cli.Tests.Fakes;
using Batch.Contracts.Jobs;
using Batch.Contracts.Paging;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Batch.Cli.Tests.Server;

public sealed class BatchClientTests
{
    private static readonly JobSpec Spec = new()
    {
        Kind = "transcription",
        Source = new SourceSpec { Paths = ["/talks"] },
        Output = new OutputSpec { Folder = "/out" },
    };

    [Fact]
    public async Task Submit_WhenAccepted_SendsSpecKeyAndBearer()
    {
        var key = Guid.NewGuid();
        (string? Authorization, string? Key, JobSpec? Spec) seen = default;
        await using var server = await FakeServer.StartAsync(app => app.MapPost("/v1/jobs", (HttpRequest request, JobSpec spec) =>
        {
            seen = (request.Headers.Authorization, request.Headers["Idempotency-Key"], spec);
            return Results.Accepted("/v1/jobs/job_1", Views.Job);
        }));
        using var client = BatchClient.Connect(server.Address, "secret");

        var job = await client.SubmitAsync(Spec, key, TestContext.Current.CancellationToken);

        Assert.Equal("job_1", job.Id);
        Assert.Equal(("Bearer secret", key.ToString()), (seen.Authorization, seen.Key));
        Assert.Equal("/talks", Assert.Single(seen.Spec!.Source.Paths));
    }

    [Fact]
    public async Task Jobs_WhenThereAreSeveralPages_ReadsThemAll()
    {
        await using var server = await FakeServer.StartAsync(app => app.MapGet("/v1/jobs", (string? cursor, string? state) => Results.Ok(cursor switch
        {
            null => new Page<JobView>([Views.Job with { Id = "a", State = state! }], "next/1"),
            "next/1" => new Page<JobView>([Views.Job with { Id = "b" }], null),
            _ => throw new InvalidOperationException(cursor),
        })));
        using var client = BatchClient.Connect(server.Address, null);

        var jobs = await client.JobsAsync("waiting", TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["a", "b"], jobs.Select(job => job.Id));
        Assert.Equal("waiting", jobs[0].State);
    }

    [Theory]
    [InlineData(400, ExitCode.Usage)]
    [InlineData(401, ExitCode.Refused)]
    [InlineData(403, ExitCode.Refused)]
    [InlineData(404, ExitCode.Usage)]
    [InlineData(503, ExitCode.Unreachable)]
    internal async Task Answer_WhenItIsAProblem_BecomesOneLineAndACode(int status, ExitCode expected)
    {
        await using var server = await FakeServer.StartAsync(app =>
            app.MapGet("/v1/jobs/{id}", () => Results.Problem(detail: "The reason.", statusCode: status)));
        using var client = BatchClient.Connect(server.Address, null);

        var failure = await Assert.ThrowsAsync<CommandFailedException>(() => client.JobAsync("x", TestContext.Current.CancellationToken));

        Assert.Equal(expected, failure.ExitCode);
        Assert.StartsWith("The reason.", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answer_WhenABudgetIsSpent_IsRefused()
    {
        await using var server = await FakeServer.StartAsync(app => app.MapPost("/v1/jobs", () => Results.Problem(
            detail: "The budget of 10 USD is spent.", statusCode: 409, extensions: new Dictionary<string, object?> { ["code"] = "budget_spent" })));
        using var client = BatchClient.Connect(server.Address, null);
        var failure = await Assert.ThrowsAsync<CommandFailedException>(() => client.SubmitAsync(Spec, Guid.NewGuid(), TestContext.Current.CancellationToken));
        Assert.Equal(ExitCode.Refused, failure.ExitCode);
    }

    [Fact]
    public async Task Answer_WhenSeveralOptionsAreWrong_NamesThemAll()
    {
        await using var server = await FakeServer.StartAsync(app => app.MapPost("/v1/jobs", () => Results.ValidationProblem(
            new Dictionary<string, string[]> { ["options.preset"] = ["is not known"], ["source.paths"] = ["is empty"] }, title: "The job cannot be run.")));
        using var client = BatchClient.Connect(server.Address, null);
        var failure = await Assert.ThrowsAsync<CommandFailedException>(() => client.SubmitAsync(Spec, Guid.NewGuid(), TestContext.Current.CancellationToken));
        Assert.Equal("The job cannot be run. options.preset: is not known; source.paths: is empty", failure.Message);
    }

    [Fact]
    public async Task Answer_WhenItIsNoBatchServer_SaysSo()
    {
        await using var server = await FakeServer.StartAsync(app => app.MapGet("/v1/jobs/{id}", () => Results.Content("<html>", "application/json")));
        using var client = BatchClient.Connect(server.Address, null);
        var failure = await Assert.ThrowsAsync<CommandFailedException>(() => client.JobAsync("x", TestContext.Current.CancellationToken));
        Assert.Equal(ExitCode.Unreachable, failure.ExitCode);
        Assert.Contains("does not answer as a Batch server", failure.Message, StringComparison.Ordinal);
    }
}
