using System.Text.Json;
using Batch.Contracts.Kinds;
using Batch.Jobs.Transcription.Settings;
using Batch.Jobs.Transcription.Skipping;
using Microsoft.Extensions.Options;

namespace Batch.Jobs.Transcription;

/// <summary>Speech in audio and video files to transcripts.</summary>
public sealed class TranscriptionKind(IOptions<TranscriptionOptions> options) : IJobKind
{
    private readonly string _defaultModel = options.Value.DefaultModel;

    public string Name => TranscriptionStages.Kind;

    public IReadOnlyList<StageDefinition> Stages => TranscriptionStages.All;

    public IReadOnlyList<string> ItemOptions { get; } = ["language", "prompt"];

    public OptionsVerdict CheckOptions(JsonElement options)
    {
        var (settings, errors) = SettingsReader.Read(options, _defaultModel);
        return errors.Count > 0
            ? new OptionsVerdict.Refused(errors)
            : new OptionsVerdict.Accepted(settings.ToJson(), Fingerprint.Of(settings));
    }

    public string? SkipReason(string name, ReadOnlySpan<byte> head) => PlainlyNotMedia.Reason(name, head);
}
