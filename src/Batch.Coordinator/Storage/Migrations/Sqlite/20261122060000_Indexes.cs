using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Batch.Coordinator.Storage.Migrations.Sqlite;

/// <summary>Written by hand: see <see cref="ComplexColumnIndexes"/>.</summary>
[DbContext(typeof(SqliteBatchDbContext))]
[Migration("20261122060000_Indexes")]
public sealed class Indexes : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => ComplexColumnIndexes.Create(migrationBuilder);

    protected override void Down(MigrationBuilder migrationBuilder) => ComplexColumnIndexes.Drop(migrationBuilder);
}
