using Batch.Contracts.Kinds;
using Batch.Jobs.Transcription.Media;
using Batch.Jobs.Transcription.Merge;
using Batch.Jobs.Transcription.Prepare;
using Batch.Jobs.Transcription.Sandbox;
using Batch.Jobs.Transcription.Transcribe;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Batch.Jobs.Transcription;

/// <summary>Makes the transcription kind known to a coordinator and its stages to a worker.</summary>
public static class TranscriptionRegistration
{
    public static IServiceCollection AddTranscription(this IServiceCollection services)
    {
        services.AddOptions<TranscriptionOptions>()
            .BindConfiguration(TranscriptionOptions.Section)
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<TranscriptionOptions>, TranscriptionOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IJobKind, TranscriptionKind>();
        services.AddSingleton<IStageRunner>(provider => Prepare(
            provider.GetRequiredService<IOptions<TranscriptionOptions>>().Value,
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IStageRunner, TranscribeStage>();
        services.AddSingleton<IStageRunner, MergeStage>();
        return services;
    }

    internal static PrepareStage Prepare(TranscriptionOptions options, TimeProvider time)
    {
        var sandbox = new ProcessSandbox(time);
        return new PrepareStage(new MediaProbe(sandbox, options), new AudioDecoder(sandbox, options));
    }
}
