using System.Net.Http.Json;
using Batch.Coordinator.Audit;
using Batch.Coordinator.Storage;
using Batch.Coordinator.Tests.Fixture;
using Microsoft.Extensions.DependencyInjection;

namespace Batch.Coordinator.Tests.Storage;

/// <summary>The disk of the home is full: a wait cannot be stored, and is shown all the same.</summary>
public sealed class FullDatabaseTests
{
    private readonly PageLimit _pages = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Job_WhenNothingCanBeStored_ShowsAsWaitingUntilThereIsRoom()
    {
        await using var coordinator = await StartAsync();
        var job = await coordinator.SubmitAsync();
        var store = coordinator.Get<Store>();
        _pages.Most = PageLimit.None;

        await Assert.ThrowsAnyAsync<Exception>(() => FillAsync(store));
        // A transaction that writes nothing succeeds on a full disk too.
        await store.WriteAsync(_ => { }, Token);
        var full = await coordinator.JobAsync(job.Id);
        _pages.Most = PageLimit.Any;
        await FillAsync(store);

        Assert.Equal("waiting", full.State);
        Assert.Contains("is full: free space there", full.Waiting?.Reason, StringComparison.Ordinal);
        Assert.Null((await coordinator.JobAsync(job.Id)).Waiting);
    }

    [Fact]
    public async Task Submit_WhenNothingCanBeStored_Is507AndSaysWhy()
    {
        await using var coordinator = await StartAsync();
        var store = coordinator.Get<Store>();
        _pages.Most = PageLimit.None;
        await Assert.ThrowsAnyAsync<Exception>(() => FillAsync(store));

        var body = new JobBody { Paths = [coordinator.Source], Folder = coordinator.Output };
        var response = await coordinator.Client.PostAsJsonAsync("/v1/jobs", body.ToJson(), Token);
        for (var i = 0; i < 200 && response.IsSuccessStatusCode; i++)
        {
            // Until the last free page is used up.
            response = await coordinator.Client.PostAsJsonAsync("/v1/jobs", body.ToJson(), Token);
        }

        var problem = await TestCoordinator.ProblemAsync(response, 507);
        Assert.Equal("storage_full", problem.GetProperty("code").GetString());
    }

    private Task<TestCoordinator> StartAsync() => TestCoordinator.StartAsync(
        services: services => services.ConfigureDbContext<SqliteBatchDbContext>(options => options.AddInterceptors(_pages)));

    private static Task FillAsync(Store store)
    {
        Action<WriteScope> add = scope => scope.Db.AuditEntries.Add(new AuditEntry("default", "local", "test", new string('x', 1_000_000), scope.Now));
        return store.WriteAsync(add, Token);
    }
}
