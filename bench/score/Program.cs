using Batch.Score;

if (args.Length != 2)
{
    Console.Error.WriteLine("usage: score OUTPUT-FOLDER MANIFEST.tsv");
    Console.Error.WriteLine("Compares the transcripts (*.json) below OUTPUT-FOLDER with the references of a manifest.");
    return 2;
}

if (!Directory.Exists(args[0]) || !File.Exists(args[1]))
{
    Console.Error.WriteLine($"There is no {(Directory.Exists(args[0]) ? args[1] : args[0])}.");
    return 2;
}

var scores = Scoring.Compare(TranscriptFolder.Read(args[0]), ReferenceManifest.Read(args[1]));
Report.Write(scores, Console.Out);
return scores.Any(score => score.IsMissing) ? 1 : 0;
