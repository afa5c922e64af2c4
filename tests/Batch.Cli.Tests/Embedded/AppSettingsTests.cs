using Batch.Cli.Bus;
using Batch.Cli.Embedded;
using Batch.Cli.Roles;
using Batch.Cli.Tests.Fakes;
using Batch.Coordinator.Access;
using Batch.Coordinator.Collection;
using Batch.Coordinator.Dispatch;
using Batch.Coordinator.Enumeration;
using Batch.Coordinator.Leases;
using Batch.Coordinator.Ledger;
using Batch.Jobs.Transcription;
using Batch.Worker;
using Batch.Worker.Engines;
using Batch.Worker.Models;

namespace Batch.Cli.Tests.Embedded;

public sealed class AppSettingsTests
{
    /// <summary>What the embedded system sets itself: an operator cannot.</summary>
    private static readonly string[] OwnedByTheSystem =
    [
        nameof(WorkerOptions.Pool), nameof(WorkerOptions.InstanceId), nameof(WorkerOptions.ScratchRoot), nameof(EngineOptions.StateFolder),
        nameof(WorkerOptions.RegisteredAs),
        nameof(EngineOptions.PreloadModel),
    ];

    [Theory]
    [InlineData(typeof(BusOptions))]
    [InlineData(typeof(BusTlsOptions))]
    [InlineData(typeof(CoordinatorRoleOptions))]
    [InlineData(typeof(WorkerRoleOptions))]
    [InlineData(typeof(Coordinator.Web.ProxyOptions))]
    [InlineData(typeof(Coordinator.Fleet.FleetOptions))]
    [InlineData(typeof(Coordinator.Fleet.PoolOptions))]
    [InlineData(typeof(AccessOptions))]
    [InlineData(typeof(SourceOptions))]
    [InlineData(typeof(Coordinator.Publication.OutputOptions))]
    [InlineData(typeof(Coordinator.Storage.DatabaseOptions))]
    [InlineData(typeof(Coordinator.Objects.ObjectOptions))]
    [InlineData(typeof(Coordinator.Objects.Azure.AzureBlobOptions))]
    [InlineData(typeof(Coordinator.Ahead.AheadOptions))]
    [InlineData(typeof(LeaseOptions))]
    [InlineData(typeof(DispatchOptions))]
    [InlineData(typeof(RateOptions))]
    [InlineData(typeof(CollectionOptions))]
    [InlineData(typeof(TranscriptionOptions))]
    [InlineData(typeof(WorkerOptions))]
    [InlineData(typeof(Worker.Preemption.PreemptionOptions))]
    [InlineData(typeof(EngineOptions))]
    [InlineData(typeof(ModelOptions))]
    public void AppSettings_WhenRead_DocumentEveryOption(Type options)
    {
        var text = File.ReadAllText(Repository.File("appsettings.json"));
        Assert.All(
            options.GetProperties().Select(property => property.Name).Except(OwnedByTheSystem),
            name => Assert.Contains($"\"{name}\":", text, StringComparison.Ordinal));
    }

    [Fact]
    public void AppSettings_WhenUntouched_ChangeNoDefault()
    {
        var configured = EmbeddedPools.LocalFor(Configuration.Load());
        Assert.Equal(new EngineOptions().Threads, configured.Engine!.Threads);
        Assert.Null(configured.Engine.Path);
        Assert.Equal(new WorkerOptions().Slots, configured.Slots);
        Assert.Equal(new ModelOptions().CacheFolder, configured.Models.CacheFolder);
    }
}
