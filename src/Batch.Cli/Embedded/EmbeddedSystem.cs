using Batch.Cli.CommandLine;
using Batch.Coordinator;
using Batch.Coordinator.Home;
using Batch.Coordinator.Storage;
using Batch.Jobs.Transcription;
using Batch.Worker;
using Batch.Worker.Engines;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Batch.Cli.Embedded;

/// <summary>The whole system in this process: coordinator, REST API, in-memory bus, a worker for each pool.</summary>
internal sealed class EmbeddedSystem : IAsyncDisposable
{
    /// <summary>Longer than any verb waits for a stop: the verb's own limit decides.</summary>
    private static readonly TimeSpan HostStopLimit = TimeSpan.FromMinutes(5);

    private readonly WebApplication _app;
    private readonly EmbeddedSettings _settings;
    private bool _abandoned;

    private EmbeddedSystem(WebApplication app, EmbeddedSettings settings)
    {
        _app = app;
        _settings = settings;
    }

    public Uri Address => _settings.Listening.Url;

    /// <summary>Where its log goes; null for standard error.</summary>
    public string? LogFile => _settings.LogFile;

    /// <exception cref="CommandFailedException">
    /// The home is in use by another process, or lies where it must not; or the database cannot be used.
    /// </exception>
    public static async Task<EmbeddedSystem> StartAsync(EmbeddedSettings settings, TimeProvider time, CancellationToken cancellationToken)
    {
        EnsureHomeIsFree(settings.Home);
        await EmbeddedDatabase.EnsureReadyAsync(settings, cancellationToken);
        var app = Build(settings, time);
        try
        {
            // The host would do it too, but log the failure in its own words first.
            app.Services.GetRequiredService<IStartupValidator>().Validate();
            await app.StartAsync(cancellationToken);
            return new EmbeddedSystem(app, settings);
        }
        catch (Exception failure) when (failure is HomeInUseException or UnusableDatabaseException)
        {
            await app.DisposeAsync();
            throw CommandFailedException.WrongUse(failure.Message);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>What runs for the jobs here, once it runs or could not be started.</summary>
    public Task<EngineStart> EngineAsync(CancellationToken cancellationToken) =>
        _app.Services.GetRequiredService<EngineBoard>().StartedAsync(EmbeddedPools.Local, cancellationToken);

    /// <summary>Returns when the system has stopped by itself, or was told to.</summary>
    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        var stopping = _app.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, cancellationToken);
        var stopped = new TaskCompletionSource();
        await using var _ = either.Token.Register(stopped.SetResult);
        await stopped.Task;
    }

    /// <summary>Stops in order: workers give back what they hold. After the limit it is left to the end of the process.</summary>
    public async Task StopAsync(TimeSpan limit)
    {
        using var source = new CancellationTokenSource(limit);
        try
        {
            await _app.StopAsync(source.Token).WaitAsync(source.Token);
        }
        catch (OperationCanceledException)
        {
            // Left to the end of the process: the next start recovers from this as it does from a kill.
            _abandoned = true;
        }
    }

    public ValueTask DisposeAsync() => _abandoned ? ValueTask.CompletedTask : _app.DisposeAsync();

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

    private static WebApplication Build(EmbeddedSettings settings, TimeProvider time)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.Sources.Clear();
        Configuration.Add(builder.Configuration);
        builder.Configuration[$"{CoordinatorOptions.Section}:{nameof(CoordinatorOptions.Home)}"] = settings.Home;
        EmbeddedAccess.Apply(settings, builder.Configuration);
        EmbeddedDatabase.Apply(settings, builder.Configuration);
        builder.WebHost.UseUrls(settings.Listening.BindingUrl.ToString());
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = HostStopLimit);
        builder.Services.AddSingleton<IHostLifetime, NoSignals>();
        builder.Services.AddSingleton(time);
        Log(builder.Logging, settings, time);

        builder.Services.AddTranscription();
        builder.Services.AddBatchCoordinator(builder.Configuration);
        builder.Services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            bus.AddCoordinatorConsumers();
            bus.UsingInMemory((context, transport) =>
            {
                transport.ConfigureEndpoints(context);
                transport.ReceiveBatchHints(context);
            });
        });

        // Workers drain before the host stops anything else: their last results go to the web server below.
        builder.Services.AddBatchWorker(options => EmbeddedPools.ConfigureCpu(options, builder.Configuration, settings.Home));
        builder.Services.AddBatchWorker(options =>
            EmbeddedPools.ConfigureLocal(options, builder.Configuration, settings.Home, settings.PreloadModel));
        builder.Services.Configure<CoordinatorOptions>(options => options.InProcessWorkers = EmbeddedPools.RegisteredFrom(settings.Home));

        var app = builder.Build();
        app.MapBatchCoordinator(settings.Listening.Url);
        return app;
    }

    private static void Log(ILoggingBuilder logging, EmbeddedSettings settings, TimeProvider time)
    {
        logging.ClearProviders();
        if (settings.LogFile is { } file)
        {
            logging.AddProvider(new LogFile(file, time));
        }
        else
        {
            logging.AddSimpleConsole(options =>
            {
                options.SingleLine = true;
                options.UseUtcTimestamp = true;
                options.TimestampFormat = "yyyy-MM-dd HH:mm:ss'Z' ";
            });
            logging.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(
                options => options.LogToStandardErrorThreshold = LogLevel.Trace);
        }
    }
}
