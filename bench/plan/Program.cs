using System.CommandLine;
using Batch.Bench.Plan;

var postgres = new Option<string>("--postgres")
{
    Description = "Connection string of a user who may create databases.",
    Required = true,
};
var items = new Option<int>("--items") { Description = "Items of the job.", DefaultValueFactory = _ => 20_000 };
var chunks = new Option<int>("--chunks") { Description = "Chunks that each item is planned into.", DefaultValueFactory = _ => 30 };
var pairs = new Option<int>("--pairs") { Description = "How often each is run.", DefaultValueFactory = _ => 3 };

var command = new RootCommand("Committing plans: the rate of a coordinator over that of a raw COPY of the same chunk rows.")
{
    postgres, items, chunks, pairs,
};
command.SetAction((parsed, cancellationToken) => new Comparison
{
    Server = parsed.GetValue(postgres)!,
    Items = parsed.GetValue(items),
    ChunksPerItem = parsed.GetValue(chunks),
    Pairs = parsed.GetValue(pairs),
}.RunAsync(Console.Out, cancellationToken));

return await command.Parse(args).InvokeAsync();
