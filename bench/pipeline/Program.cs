using System.CommandLine;
using Batch.Bench.Pipeline;

var root = Checkout.Root;
var file = new Option<FileInfo>("--file")
{
    Description = "The audio to transcribe.",
    DefaultValueFactory = _ => new(Path.Combine(root, "../shared/audio/crafted_long_dev/files/dev_long_27min.mp3")),
};
var modelFile = new Option<FileInfo>("--model-file")
{
    Description = "The model that the bare engine loads; the same that --model names for ours.",
    DefaultValueFactory = _ => new(Path.Combine(root, "../shared/models/ggml-tiny.en-q5_1.bin")),
};
var model = new Option<string>("--model") { Description = "The model by name, for ours.", DefaultValueFactory = _ => "tiny.en" };
var language = new Option<string>("--language") { Description = "Language of the audio.", DefaultValueFactory = _ => "en" };
var server = new Option<FileInfo?>("--whisper-server")
{
    Description = "The bare engine. Default: the one in the user's cache, else the one on PATH.",
};
var batch = new Option<FileInfo>("--batch")
{
    Description = "Our executable. Default: what ./batch built last.",
    DefaultValueFactory = _ => new(Path.Combine(root, "artifacts/batch/current/batch")),
};
var threads = new Option<int>("--threads")
{
    Description = "Threads of the bare engine; those that ours reports.",
    DefaultValueFactory = _ => Environment.ProcessorCount,
};
var pieceSeconds = new Option<int>("--piece-seconds") { Description = "Length of the pieces posted to the bare engine.", DefaultValueFactory = _ => 300 };
var pairs = new Option<int>("--pairs") { Description = "How often each is run.", DefaultValueFactory = _ => 5 };
var bareOnly = new Option<bool>("--bare-only") { Description = "Runs the bare engine alone." };

var command = new RootCommand("Audio seconds per second of Batch over those of a bare whisper-server fed the same audio by hand.")
{
    file, modelFile, model, language, server, batch, threads, pieceSeconds, pairs, bareOnly,
};
command.SetAction((parsed, cancellationToken) => new Comparison
{
    File = parsed.GetValue(file)!,
    ModelFile = parsed.GetValue(modelFile)!,
    Model = parsed.GetValue(model)!,
    Language = parsed.GetValue(language)!,
    WhisperServer = Checkout.WhisperServer(parsed.GetValue(server)),
    Batch = parsed.GetValue(batch)!,
    Threads = parsed.GetValue(threads),
    Piece = TimeSpan.FromSeconds(parsed.GetValue(pieceSeconds)),
    Pairs = parsed.GetValue(pairs),
    BareOnly = parsed.GetValue(bareOnly),
}.RunAsync(Console.Out, cancellationToken));

return await command.Parse(args).InvokeAsync();
