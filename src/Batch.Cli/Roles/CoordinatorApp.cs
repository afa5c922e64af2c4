using Batch.Cli.Bus;
using Batch.Cli.CommandLine;
using Batch.Cli.Embedded;
using Batch.Cli.Schema;
using Batch.Coordinator;
using Batch.Coordinator.Home;
using Batch.Jobs.Transcription;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Batch.Cli.Roles;

/// <summary>The coordinator as a web application: alone, or with workers in the same process.</summary>
internal static class CoordinatorApp
{
    /// <param name="settings">What it is started with.</param>
    /// <param name="time">Its clock.</param>
    /// <param name="workers">Adds workers, after the bus; nothing for none.</param>
    /// <exception cref="CommandFailedException">The home is in use by another process, or lies where it must not.</exception>
    public static WebApplication Build(CoordinatorSettings settings, TimeProvider time, Action<IServiceCollection, IConfiguration> workers)
    {
        EnsureHomeIsFree(settings.Home);
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.Sources.Clear();
        Configuration.Add(builder.Configuration, settings.ConfigurationFile);
        builder.Configuration[$"{CoordinatorOptions.Section}:{nameof(CoordinatorOptions.Home)}"] = settings.Home;
        EmbeddedAccess.Apply(settings, builder.Configuration);
        ConfiguredDatabase.Apply(settings, builder.Configuration);
        builder.WebHost.UseUrls(settings.Listening.BindingUrl.ToString());
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = RoleHost.StopLimit);
        builder.Services.AddSingleton<IHostLifetime, NoSignals>();
        builder.Services.AddSingleton(time);
        HostLog.To(settings.LogFile, builder.Logging, time);

        builder.Services.AddTranscription();
        builder.Services.AddBatchCoordinator(
            builder.Configuration, settings.Bus.Transport is BusTransport.Memory ? WorkersLive.InItsProcess : WorkersLive.Elsewhere);
        builder.Services.AddCoordinatorBus(settings.Bus);

        // Workers drain before the host stops anything else: their last results go to the web server below.
        workers(builder.Services, builder.Configuration);

        var app = builder.Build();
        app.MapBatchCoordinator(settings.PublicAddress);
        return app;
    }

    /// <summary>
    /// Asked before anything is built: a worker that is only constructed already clears the scratch folders and engines of its
    /// predecessor, who may be alive.
    /// </summary>
    private static void EnsureHomeIsFree(string home)
    {
        try
        {
            HomeLock.Take(new BatchHome(Options.Create(new CoordinatorOptions { Home = home }))).Dispose();
        }
        catch (HomeInUseException failure)
        {
            throw CommandFailedException.WrongUse(failure.Message);
        }
        catch (Exception failure) when (failure is UnauthorizedAccessException or IOException)
        {
            throw CommandFailedException.WrongUse($"the home '{home}' cannot be written ({failure.Message}): set BATCH_HOME to a folder that you may write.");
        }
    }
}
