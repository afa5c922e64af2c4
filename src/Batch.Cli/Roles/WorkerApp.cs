using Batch.Cli.Bus;
using Batch.Cli.Embedded;
using Batch.Jobs.Transcription;
using Batch.Worker;
using Batch.Worker.Preemption;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Batch.Cli.Roles;

/// <summary>A worker as a host of its own: the bus, one pool, and what the stages need. No database, no key of a store.</summary>
internal static class WorkerApp
{
    public static IHost Build(WorkerOptions pool, BusOptions bus, PreemptionOptions preemption, string? configurationFile, TimeProvider time)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = AppContext.BaseDirectory });
        Configuration.Add(builder.Configuration, configurationFile);
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = RoleHost.StopLimit);
        builder.Services.AddSingleton<IHostLifetime, NoSignals>();
        builder.Services.AddSingleton(time);
        builder.Logging.AddConfiguration(builder.Configuration.GetSection("Logging"));
        HostLog.To(file: null, builder.Logging, time);

        builder.Services.AddTranscription();
        builder.Services.AddWorkerBus(bus);
        builder.Services.AddPreemptionWatch(preemption);

        // After the bus, so that it stops before it: the last results are said over it.
        builder.Services.AddBatchWorker(pool);
        return builder.Build();
    }
}
