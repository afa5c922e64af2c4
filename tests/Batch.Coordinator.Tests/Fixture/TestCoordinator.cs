using System.Net.Http.Json;
using System.Text.Json;
using Batch.Contracts;
using Batch.Contracts.Jobs;
using Batch.Contracts.Kinds;
using Batch.Coordinator.Access;
using Batch.Coordinator.Ahead;
using Batch.Coordinator.Blobs;
using Batch.Coordinator.Bus;
using Batch.Coordinator.Chunks;
using Batch.Coordinator.Collection;
using Batch.Coordinator.Costs;
using Batch.Coordinator.Enumeration;
using Batch.Coordinator.Finish;
using Batch.Coordinator.Fleet;
using Batch.Coordinator.Home;
using Batch.Coordinator.Items;
using Batch.Coordinator.Jobs;
using Batch.Coordinator.Kinds;
using Batch.Coordinator.Loops;
using Batch.Coordinator.Objects;
using Batch.Coordinator.Publication;
using Batch.Coordinator.Storage;
using Batch.Coordinator.Web;
using Batch.Core.Ids;
using Batch.Core.Items;
using Batch.Core.Jobs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Batch.Coordinator.Tests.Fixture;

/// <summary>A coordinator on a port of its own over a database and folders of its own; its loops run when a test says so.</summary>
public sealed class TestCoordinator : IAsyncDisposable
{
    private readonly WebApplication _app;

    private string? _postgres;

    private TestCoordinator(WebApplication app, TemporaryFolder folder, string? postgres)
    {
        (_app, Folder, _postgres) = (app, folder, postgres);
        Client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
    }

    public TemporaryFolder Folder { get; }

    public HttpClient Client { get; }

    public string Source => Folder.Folder("in");

    public string Output => Path.Join(Folder.Path, "out");

    internal Store Store => Get<Store>();

    public static async Task<TestCoordinator> StartAsync(
        Action<IConfigurationBuilder>? configure = null,
        TemporaryFolder? on = null,
        string? database = null,
        Action<IServiceCollection>? services = null)
    {
        var folder = on ?? new TemporaryFolder();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrelHttpsConfiguration().UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Batch:Sources:Roots:0"] = folder.Path,
            ["Batch:Outputs:Roots:0"] = folder.Path,
        });
        var postgres = database is null && PostgresServer.IsWanted ? await PostgresServer.CreateDatabaseAsync() : database;
        if (postgres is not null)
        {
            builder.Configuration.AddInMemoryCollection([new("Batch:Database:Provider", "postgres"), new("Batch:Database:ConnectionString", postgres)]);
        }

        configure?.Invoke(builder.Configuration);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddOptions<CoordinatorOptions>().Configure(options => options.Home = folder.Path);
        builder.Services.AddSingleton<BatchHome>().AddStorage(builder.Configuration).AddSingleton<Signals>().AddSingleton<JobKinds>().AddSingleton<StageOpening>();
        builder.Services.AddSingleton<IJobKind, ScriptedKind>();
        builder.Services.AddObjects(builder.Configuration).AddBlobs(builder.Configuration).AddItems().AddJobs().AddEnumeration().AddPublication().AddFinish().AddCollection().AddWeb().AddAccess();
        builder.Services.AddAhead(builder.Configuration).AddFleet().AddBusState();
        // The loops are hosted by factory, the web server by type.
        foreach (var loop in builder.Services.Where(d => d.ServiceType == typeof(IHostedService) && d.ImplementationFactory is not null).ToList())
        {
            builder.Services.Remove(loop);
        }

        services?.Invoke(builder.Services);
        var app = builder.Build();
        app.UseWeb();
        app.MapObjects();
        app.MapJobs();
        app.MapItems();
        app.MapCosts();
        app.MapWorkers();
        app.MapPools();
        app.MapBusState();
        app.MapWeb();
        app.MapGet("/broken", string () => throw new InvalidOperationException("secret internals"));
        await app.Services.GetRequiredService<SchemaUpdate>().EnsureAsync(default);
        app.Services.GetRequiredService<Store>().Start();
        await app.StartAsync();
        app.Services.GetRequiredService<CoordinatorAddress>().Set(new Uri(app.Urls.Single()));
        return new TestCoordinator(app, folder, postgres);
    }

    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    public async Task RunAsync<TLoop>()
        where TLoop : LoopService
    {
        while (await Get<TLoop>().RunOnceAsync(TestContext.Current.CancellationToken))
        {
        }
    }

    public async Task<JobView> SubmitAsync(Action<JobBody>? change = null)
    {
        var body = new JobBody { Paths = [Source], Folder = Output };
        change?.Invoke(body);
        using var response = await Client.PostAsJsonAsync("/v1/jobs", body.ToJson());
        Assert.Equal(202, (int)response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<JobView>(WireJson.Options))!;
    }

    public async Task<JobView> JobAsync(string id) => (await Client.GetFromJsonAsync<JobView>($"/v1/jobs/{id}", WireJson.Options))!;

    public static async Task<JsonElement> ProblemAsync(HttpResponseMessage response, int status)
    {
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    public Task<List<Item>> ItemsAsync(string job)
    {
        var id = SortableId.Parse<JobId>(job);
        return Store.ReadAsync(db => db.Items.Where(i => i.JobId == id).OrderBy(i => i.Source.Name).ToListAsync(), default);
    }

    /// <summary>What is on record stays when this coordinator goes: copied with the home, or the PostgreSQL database itself.</summary>
    /// <returns>The connection string for the next coordinator; null where the home is all that it needs.</returns>
    public string? KeepDatabase(TemporaryFolder home)
    {
        foreach (var file in Directory.GetFiles(Folder.Path, "batch.db*"))
        {
            File.Copy(file, Path.Join(home.Path, Path.GetFileName(file)));
        }

        var kept = _postgres;
        _postgres = null;
        return kept;
    }

    public string Write(string name, string content)
    {
        var path = Path.Join(Source, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        return path;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Folder.Dispose();
        if (_postgres is not null)
        {
            PostgresServer.Drop(_postgres);
        }
    }
}
