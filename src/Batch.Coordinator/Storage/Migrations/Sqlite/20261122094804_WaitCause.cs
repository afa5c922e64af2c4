using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Batch.Coordinator.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class WaitCause : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "WaitingFor",
                table: "jobs",
                type: "TEXT",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "WaitingFor",
                table: "jobs");
        }
    }
}
