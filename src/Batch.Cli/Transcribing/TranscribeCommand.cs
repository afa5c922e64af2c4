using System.CommandLine;
using Batch.Cli.CommandLine;

namespace Batch.Cli.Transcribing;

/// <summary><c>batch transcribe PATHS... --out DIR</c></summary>
internal static class TranscribeCommand
{
    public static Command Create(Shell shell)
    {
        var paths = new Argument<string[]>("PATHS") { Description = "Files and folders.", Arity = ArgumentArity.OneOrMore };
        var output = new Option<string>("--out") { Description = "Folder for the transcripts; made if it is not there.", Required = true, HelpName = "DIR" };
        var model = new Option<string?>("--model") { Description = "Model by name; see 'batch model list'. Default: the configured one, else base on a CPU, large-v3-turbo on a GPU." };
        var language = new Option<string?>("--language") { Description = "Language of the audio, such as en. Default: detected for each file." };
        var format = new Option<string[]>("--format")
        {
            Description = "Formats, of json,vtt,srt,txt. Default: all.",
            HelpName = "LIST",
        };
        var include = new Option<string[]>("--include") { Description = "Take only what matches, such as '*.mp3'.", HelpName = "GLOB" };
        var exclude = new Option<string[]>("--exclude") { Description = "Leave out what matches.", HelpName = "GLOB" };
        var preset = new Option<string>("--preset") { Description = "How to decode.", DefaultValueFactory = _ => "fast" };
        var force = new Option<bool>("--force") { Description = "Do again what is done already, and replace files of others that are in the way." };
        var json = OutputOptions.Json();
        var quiet = OutputOptions.Quiet();
        paths.Checks(values => SourcePaths.Resolve(shell, values));
        output.Checks(value => SourcePaths.Output(shell, value));
        preset.Checks(Presets.Check);
        format.Checks(words => TranscriptFormats.Parse(words));
        var command = new Command("transcribe", "Transcribes files and folders on this machine; run again, it does only what is new.")
        {
            paths, output, model, language, format, include, exclude, preset, force, json, quiet,
        };

        return command.Runs(shell, (parsed, cancellationToken) => Transcription.RunAsync(
            shell,
            new TranscribeRequest
            {
                Paths = SourcePaths.Resolve(shell, parsed.GetRequiredValue(paths)),
                OutputFolder = SourcePaths.Output(shell, parsed.GetRequiredValue(output)),
                Model = parsed.GetValue(model),
                Language = parsed.GetValue(language),
                Formats = TranscriptFormats.Parse(parsed.GetValue(format) ?? []),
                Include = parsed.GetValue(include) ?? [],
                Exclude = parsed.GetValue(exclude) ?? [],
                Preset = parsed.GetRequiredValue(preset),
                Force = parsed.GetValue(force),
                Overwrite = parsed.GetValue(force),
                Json = parsed.GetValue(json),
                Quiet = parsed.GetValue(quiet),
            },
            cancellationToken));
    }
}
