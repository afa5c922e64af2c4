using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Batch.Contracts;
using Batch.Contracts.Jobs;
using Batch.Coordinator.Tests.Fixture;
using Microsoft.EntityFrameworkCore;

namespace Batch.Coordinator.Tests.Jobs;

public class SubmitTests
{
    [Fact]
    public async Task Submit_WhenEverythingIsWrong_NamesEveryField()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        const string Body = """
            {"kind":"scripted","source":{"paths":["talks","/etc"],"inclued":[]},"output":{"folder":"out","formats":["mp9"]},
             "options":{"colour":1},"priority":1000,"force":"yes","tags":{"a":1},"colour":true}
            """;

        using var response = await PostAsync(coordinator, Body);

        var problem = await TestCoordinator.ProblemAsync(response, 400);
        var fields = problem.GetProperty("errors").EnumerateObject().Select(e => e.Name).Order(StringComparer.Ordinal);
        string[] expected =
        [
            "colour", "force", "options.colour", "output.folder", "output.formats[0]", "priority", "source.inclued",
            "source.paths[0]", "source.paths[1]", "tags.a",
        ];
        Assert.Equal(expected, fields);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"kind":"scripted","source":[],"output":3}""")]
    [InlineData("""{"kind":"nonsense","source":{"paths":[]},"output":{"folder":null}}""")]
    [InlineData("{\"kind\":\"scripted\",")]
    [InlineData("""{"kind":"scripted","kind":"scripted"}""")]
    public async Task Submit_WhenShapeIsWrong_Is400(string body)
    {
        await using var coordinator = await TestCoordinator.StartAsync();

        using var response = await PostAsync(coordinator, body);

        await TestCoordinator.ProblemAsync(response, 400);
    }

    [Fact]
    public async Task Submit_WhenAccepted_IsOnRecordWithDefaults()
    {
        await using var coordinator = await TestCoordinator.StartAsync();

        var job = await coordinator.SubmitAsync();

        Assert.Equal("queued", job.State);
        Assert.Equal("in", job.Name);
        Assert.Equal(["json", "vtt"], job.Output.Formats!);
        Assert.Equal(job.Id, (await coordinator.JobAsync(job.Id)).Id);
        Assert.Equal("job.submit", (await coordinator.Store.ReadAsync(db => db.AuditEntries.SingleAsync(), default)).Action);
    }

    [Fact]
    public async Task Submit_WhenPathIsALinkOutOfTheRoots_IsRefused()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        var link = Path.Join(coordinator.Folder.Path, "link");
        Directory.CreateSymbolicLink(link, "/etc");

        using var response = await coordinator.Client.PostAsJsonAsync("/v1/jobs", new JobBody { Paths = [link], Folder = link }.ToJson());

        var errors = (await TestCoordinator.ProblemAsync(response, 400)).GetProperty("errors");
        Assert.True(errors.TryGetProperty("source.paths[0]", out _));
        Assert.True(errors.TryGetProperty("output.folder", out _));
    }

    [Fact]
    public async Task Submit_WhenKeyIsRepeated_GivesTheSameJobOrRefusesAnotherBody()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        var body = JsonSerializer.Serialize(new JobBody { Paths = [coordinator.Source], Folder = coordinator.Output }.ToJson());

        var first = await IdAsync(await PostAsync(coordinator, body, "k1"));
        Directory.Delete(coordinator.Folder.Folder("in"));
        var again = await IdAsync(await PostAsync(coordinator, body, "k1"));
        using var other = await PostAsync(coordinator, body + " ", "k1");

        Assert.Equal(first, again);
        var problem = await TestCoordinator.ProblemAsync(other, 422);
        Assert.Equal("idempotency_key_reused", problem.GetProperty("code").GetString());
    }

    private static async Task<string> IdAsync(HttpResponseMessage response)
    {
        using (response)
        {
            Assert.Equal(202, (int)response.StatusCode);
            return (await response.Content.ReadFromJsonAsync<JobView>(WireJson.Options))!.Id;
        }
    }

    private static async Task<HttpResponseMessage> PostAsync(TestCoordinator coordinator, string body, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/jobs") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        return await coordinator.Client.SendAsync(request);
    }
}
