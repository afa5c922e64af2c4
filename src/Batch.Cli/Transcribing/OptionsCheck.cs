using Batch.Cli.CommandLine;
using Batch.Contracts.Jobs;
using Batch.Contracts.Kinds;
using Batch.Jobs.Transcription;
using Microsoft.Extensions.Options;

namespace Batch.Cli.Transcribing;

/// <summary>Asks the kind about the options before anything is made or started.</summary>
internal static class OptionsCheck
{
    public static void Throw(JobSpec spec)
    {
        var kind = new TranscriptionKind(Options.Create(new TranscriptionOptions()));
        if (kind.CheckOptions(spec.Options!.Value) is OptionsVerdict.Refused refused)
        {
            throw CommandFailedException.WrongUse(string.Join(" ", refused.Errors.Select(error => $"--{error.Option}: {error.Message}")));
        }
    }
}
